-- titolo: Chi aderisce a quali reti?
-- testo: Una riga per rete e impresa, con provincia e settore.
-- di: PAL
-- parametro: province
select network_name, firm_name, province_code, sector_code, member_from, member_until
from network_firms
where $province::varchar is null or province_code = upper($province)
order by network_name, member_from, firm_name
