-- titolo: Quanto costa assistere un'impresa?
-- testo: Spesa per impresa assistita.
-- di: PAL
-- parametro: partner
-- parametro: since
-- parametro: until
from kpi(code := 'cost_per_firm_assisted_eur', since := $since, until := $until, partner := $partner)
