-- titolo: Da quali righe consegnate vengono le reti costituite?
-- testo: Ogni riga che conta, una volta, con file, foglio e riga; di una rete le province contate e gli aderenti del giorno; per un altro numero si cambia il codice.
-- di: PAL
-- parametro: province
-- parametro: partner
-- parametro: since
-- parametro: until
select subject_name, province_code, members, partner_code, happened_on, amount, file_name, sheet, row_number, record_id
from kpi_trace(code := 'networks_formed', since := $since, until := $until, province := $province, partner := $partner)
order by happened_on, record_id
