-- titolo: Quali imprese raggiunte nessuno ha ancora assistito?
-- testo: Da richiamare, le più recenti prima.
-- di: PAL
-- parametro: province
-- parametro: partner
select firm_name, province_code, partner_code, first_reached_on, last_on
from firm_partners
where firm_id not in (select firm_id from firm_partners where first_assisted_on is not null)
    and ($province::varchar is null or province_code = upper($province))
    and ($partner::varchar is null or partner_code = lower($partner))
order by last_on desc, firm_name
