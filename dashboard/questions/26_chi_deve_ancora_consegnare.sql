-- titolo: Quali mesi mancano, e di chi?
-- testo: Mesi scaduti e non consegnati.
-- di: PAL
-- parametro: since
-- parametro: until
select partner_code, month_start, due_on, state
from partner_months(since := $since, until := $until)
where state in ('missing', 'late')
order by month_start, partner_code
