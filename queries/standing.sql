-- Where does each indicator stand: its latest figure of each kind of period, and the one before it?
-- One row per indicator, region and grain, without breakdown; spans and cumulatives do not compete.
select
    figures.indicator,
    figures.region,
    figures.grain,
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
    figures.source,
    lag(figures.until) over earlier as until_before,
    lag(figures.numerator) over earlier as numerator_before,
    lag(figures.denominator) over earlier as denominator_before,
    lag(figures.value) over earlier as value_before,
    lag(figures.step) over earlier as step_before,
    lag(figures.bound) over earlier as bound_before
from sides($observations, $indicator, $complement) as figures
where
    figures.shown
    and figures.status = 'actual'
    and figures.measure = 'level'
    and figures.dimension = 'all'
    and figures.grain not in ('span', 'cumulative')
    and figures.region in (select unnest($regions))
window earlier as (partition by figures.indicator, figures.region, figures.grain order by figures.until)
qualify
    row_number() over (
        partition by figures.indicator, figures.region, figures.grain order by figures.until desc
    ) = 1
order by figures.indicator, figures.region, figures.grain
