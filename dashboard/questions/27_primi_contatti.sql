-- titolo: Quando è stato il primo contatto con ogni impresa?
-- testo: La riga che conta, con il partner.
-- di: PAL
-- parametro: province
-- parametro: partner
-- parametro: since
-- parametro: until
select f.firm_name, e.province_code, e.partner_code, e.happened_on, e.record_id
from kpi_evidence(code := 'firms_reached', since := $since, until := $until, province := $province, partner := $partner) as e
left join dim_firms as f using (firm_id)
order by e.happened_on, f.firm_name
