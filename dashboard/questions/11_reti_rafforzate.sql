-- titolo: Quante reti abbiamo rafforzato?
-- testo: Reti che esistevano prima e che il progetto ha fatto crescere.
-- di: PAL
-- parametro: province
-- parametro: partner
-- parametro: since
-- parametro: until
from kpi(code := 'networks_strengthened', since := $since, until := $until, province := $province, partner := $partner)
