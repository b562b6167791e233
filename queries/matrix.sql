-- How do regions, or the members of a breakdown, compare over several periods?
-- One row per region, member and period of the grain asked; what no source gives has no row.
select
    figures.region,
    figures.dimension,
    figures.member,
    figures.period,
    figures.until,
    figures.numerator,
    figures.denominator,
    figures.value,
    figures.step,
    figures.printed,
    figures.bound,
    figures.flags,
    figures.turned,
    figures.note,
    figures.source
from sides($observations, $indicator, $complement) as figures
where
    figures.shown
    and figures.status = $status
    and figures.measure = $measure
    and figures.grain = $grain
    and figures.dimension = $dimension
    and list_contains($regions, figures.region)
order by figures.region, figures.member, figures.until, figures.period
