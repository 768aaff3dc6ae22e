-- titolo: Quali settori abbiamo raggiunto?
-- testo: Con il nome della divisione ATECO.
-- di: PAL
-- parametro: province
-- parametro: partner
-- parametro: since
-- parametro: until
select k.sector_code, s.sector_name, k.value
from kpi_by_sector(code := 'firms_reached', since := $since, until := $until, province := $province, partner := $partner) as k
left join dim_sectors as s using (sector_code)
order by k.value desc
