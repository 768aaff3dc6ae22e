-- titolo: Quante reti sono in vita, e con quante imprese?
-- testo: Alla fine della finestra.
-- di: PAL
-- parametro: province
-- parametro: partner
-- parametro: until
from kpi(code := 'networks_active firms_in_networks network_memberships firms_per_network', until := $until, province := $province, partner := $partner)
