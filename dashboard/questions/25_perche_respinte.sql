-- titolo: Per quali regole vengono respinte le righe?
-- testo: Con la frase della regola.
-- di: PAL
-- parametro: partner
select partner_code, rule_code, any_value(message_it) as message_it, count(*) as rows
from fct_issues
inner join dim_rules using (rule_code)
where fct_issues.severity = 'reject' and ($partner::varchar is null or partner_code = lower($partner))
group by partner_code, rule_code
order by rows desc, partner_code
