-- titolo: Che cosa è stato delle righe consegnate?
-- testo: Righe per partner ed esito.
-- di: PAL
-- parametro: partner
select partner_code, record_type, outcome, sum(row_count) as rows
from delivery_outcomes
where $partner::varchar is null or partner_code = lower($partner)
group by all
order by all
