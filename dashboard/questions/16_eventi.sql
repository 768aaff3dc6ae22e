-- titolo: Quanti eventi e quanti contatti?
-- testo: Eventi tenuti e contatti avuti nella finestra.
-- di: PAL
-- parametro: province
-- parametro: partner
-- parametro: since
-- parametro: until
from kpi(code := 'events_held contacts_held', since := $since, until := $until, province := $province, partner := $partner)
