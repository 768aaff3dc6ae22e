-- titolo: Quali imprese sono seguite da più partner?
-- testo: Con il primo contatto di ciascuno.
-- di: PAL
-- parametro: province
select firm_name, province_code, count(*) as partner_count,
    string_agg(partner_code || ' ' || first_reached_on, ', ' order by first_reached_on) as since_when
from firm_partners
where first_reached_on is not null and ($province::varchar is null or province_code = upper($province))
group by firm_id, firm_name, province_code
having count(*) > 1
order by partner_count desc, firm_name
