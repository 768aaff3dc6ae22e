-- titolo: Quanto si è speso, pagato, rendicontato e ammesso?
-- testo: In euro; la spesa non ha provincia.
-- di: PAL
-- parametro: partner
-- parametro: since
-- parametro: until
from kpi(code := 'expenses_incurred_eur expenses_paid_eur expenses_claimed_eur expenses_admitted_eur', since := $since, until := $until, partner := $partner)
