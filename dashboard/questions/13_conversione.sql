-- titolo: Quante imprese passano da raggiunte ad assistite a in rete?
-- testo: Le due quote di passaggio.
-- di: PAL
-- parametro: province
-- parametro: partner
-- parametro: since
-- parametro: until
from kpi(code := 'reached_to_assisted_share assisted_to_network_share', since := $since, until := $until, province := $province, partner := $partner)
