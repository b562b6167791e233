-- Which figures of an indicator, on either side, are withheld because they count too few?
-- One row per region, member and period of the grain and breakdown asked; null is no restriction of regions.
select distinct
    region,
    member,
    period,
    until,
    grain
from read_parquet($observations)
where
    indicator in ($indicator, $complement)
    and status = $status
    and measure = $measure
    and grain = $grain
    and dimension = $dimension
    and ($regions is null or list_contains($regions, region))
    and contains(flags, 'c')
order by region, member, until, period
