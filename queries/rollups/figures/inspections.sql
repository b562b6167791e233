-- Which figures follow from the records of spot checks?
-- One row per indicator, region, grain and period, dimension and member.
with tallies as (
    select
        region,
        kind,
        grain,
        period,
        until,
        case when member = 'all' then 'all' else dimension end as dimension,
        member,
        checked,
        conforming,
        case when member = 'all' then national_checked else 0 end as national_checked,
        case when member = 'all' then national_conforming else 0 end as national_conforming
    from place_tallies
    union all
    select * from kind_tallies
    union all
    select * from city_tallies
    union all
    select
        *,
        0 as national_checked,
        0 as national_conforming
    from county_tallies
),

rates as (
    select
        'all_levels_pass_rate' as indicator,
        *,
        conforming as numerator,
        checked as denominator
    from tallies
    union all
    select
        'spot_check_pass_rate' as indicator,
        *,
        national_conforming as numerator,
        national_checked as denominator
    from tallies
    where
        national_checked > 0
        and kind <> 'county'
        and (kind <> 'city' or (grain = 'year' and dimension = 'all'))
),

-- Counts are kept where they are asked for: any finer one is the base of a rate.
countable as (
    select *
    from tallies
    where
        (dimension = 'all' and (grain = 'year' or kind in ('nation', 'province')))
        or (grain = 'year' and kind = 'nation' and dimension not like '%*%')
        or (
            grain = 'year'
            and kind = 'province'
            and dimension in ('channel', 'check_level', 'enterprise_size')
        )
),

counts as (
    select
        'all_levels_batches' as indicator,
        *,
        checked as counted
    from countable
    union all
    select
        'all_levels_nonconforming_batches' as indicator,
        *,
        checked - conforming as counted
    from countable
    union all
    select
        'spot_check_batches' as indicator,
        *,
        national_checked as counted
    from countable
    where national_checked > 0 and kind in ('nation', 'province')
    union all
    select
        'spot_check_nonconforming_batches' as indicator,
        *,
        national_checked - national_conforming as counted
    from countable
    where national_checked > 0 and kind in ('nation', 'province')
),

figures as (
    select
        indicator,
        region,
        grain,
        period,
        until,
        dimension,
        member,
        numerator,
        denominator,
        cast(null as decimal(20, 4)) as value
    from rates
    union all
    select
        indicator,
        region,
        grain,
        period,
        until,
        dimension,
        member,
        null as numerator,
        null as denominator,
        cast(counted as decimal(20, 4)) as value
    from counts
    union all
    select
        'spot_check_enterprises' as indicator,
        found.region,
        periods.grain,
        periods.period,
        periods.until,
        'all' as dimension,
        'all' as member,
        null as numerator,
        null as denominator,
        cast(found.enterprises as decimal(20, 4)) as value
    from enterprises as found
    inner join periods on found.year = periods.month
    where periods.grain = 'year' and found.enterprise_size = 'all'
    union all
    select
        'spot_check_enterprise_share' as indicator,
        found.region,
        periods.grain,
        periods.period,
        periods.until,
        'enterprise_size' as dimension,
        found.enterprise_size as member,
        found.enterprises as numerator,
        whole.enterprises as denominator,
        cast(null as decimal(20, 4)) as value
    from enterprises as found
    inner join enterprises as whole on found.region = whole.region and found.year = whole.year
    inner join periods on found.year = periods.month
    where periods.grain = 'year' and found.enterprise_size <> 'all' and whole.enterprise_size = 'all'
)

select
    indicator,
    'actual' as status,
    'level' as measure,
    grain,
    period,
    until,
    region,
    dimension,
    member,
    numerator,
    denominator,
    value,
    cast(null as decimal(20, 4)) as step,
    cast(null as varchar) as printed,
    'exact' as bound,
    '' as flags,
    'records_inspections' as source,
    true as shown,
    '' as note,
    '' as transcript
from figures
