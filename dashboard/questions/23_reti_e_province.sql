-- titolo: Quali reti uniscono più province?
-- testo: Province e imprese di ogni rete.
-- di: PAL
select network_name, count(distinct province_code) as provinces, count(distinct firm_id) as firms,
    string_agg(distinct province_code, ' ' order by province_code) as province_codes
from network_firms
group by network_id, network_name
order by provinces desc, firms desc, network_name
