-- The certificates of one year, counted: in force at each month's end and who holds them, what came and went.
-- One row per indicator, month, quarter or year, region, and scheme or level of schemes.
-- Holders abroad are in the total with them and in no province; organisations are never added over schemes.
with
-- The levels that a scheme is part of beside itself.
levels as (
    select
        belonging.scheme,
        belonging.upper_level
    from (
        values
        ('quality_ms', 'management'),
        ('environment_ms', 'management'),
        ('occupational_health_ms', 'management'),
        ('food_safety_ms', 'food_agriculture_ms'),
        ('food_safety_ms', 'management'),
        ('haccp', 'food_agriculture_ms'),
        ('haccp', 'management'),
        ('information_security_ms', 'management'),
        ('it_service_ms', 'management'),
        ('measurement_ms', 'management'),
        ('forest', 'management'),
        ('energy_ms', 'management'),
        ('intellectual_property_ms', 'management'),
        ('other_ms', 'management'),
        ('compulsory_product', 'product'),
        ('food_agriculture_product', 'product'),
        ('voluntary_industrial_product', 'product')
    ) as belonging (scheme, upper_level)
),

placed as (
    select
        certifications.month,
        certifications.scheme,
        places.ancestor as region,
        certifications.valid,
        certifications.issued,
        certifications.suspended,
        certifications.withdrawn,
        certifications.expired,
        certifications.organisations
    from certifications
    inner join places on certifications.region = places.region
    union all
    select
        month,
        scheme,
        'coverage:with_abroad' as region,
        valid,
        issued,
        suspended,
        withdrawn,
        expired,
        organisations
    from certifications
),

-- By region and scheme first: every further figure is made from these few rows.
cells as (
    select
        month,
        region,
        scheme,
        sum(valid) as valid,
        sum(issued) as issued,
        sum(suspended) as suspended,
        sum(withdrawn) as withdrawn,
        sum(expired) as expired,
        sum(organisations) as organisations
    from placed
    group by month, region, scheme
),

membered as (
    select
        month,
        region,
        scheme as member,
        valid,
        issued,
        suspended,
        withdrawn,
        expired,
        organisations
    from cells
    union all
    select
        cells.month,
        cells.region,
        levels.upper_level as member,
        sum(cells.valid) as valid,
        sum(cells.issued) as issued,
        sum(cells.suspended) as suspended,
        sum(cells.withdrawn) as withdrawn,
        sum(cells.expired) as expired,
        cast(null as bigint) as organisations
    from cells
    inner join levels on cells.scheme = levels.scheme
    group by cells.month, cells.region, levels.upper_level
),

-- Months and quarters of all schemes, by scheme those of the two totals; years of everything.
timed as (
    select
        membered.region,
        membered.member,
        membered.month,
        membered.issued,
        membered.suspended,
        membered.withdrawn,
        membered.expired,
        grains.grain,
        cast(case grains.grain
            when 'month' then date_trunc('month', membered.month)
            when 'quarter' then date_trunc('quarter', membered.month)
            else date_trunc('year', membered.month)
        end as date) as period
    from membered
    cross join (values ('month'), ('quarter'), ('year')) as grains (grain)
    where
        membered.member = 'all'
        or membered.region in ('100000', 'coverage:with_abroad')
        or grains.grain = 'year'
),

-- A quarter or a year of which a month is missing is none.
complete as (
    select
        grain,
        period
    from timed
    group by grain, period
    having count(distinct month) = (case grain when 'month' then 1 when 'quarter' then 3 else 12 end)
),

flows as (
    select
        timed.grain,
        timed.period,
        timed.region,
        timed.member,
        sum(timed.issued) as issued,
        sum(timed.suspended) as suspended,
        sum(timed.withdrawn) as withdrawn,
        sum(timed.expired) as expired
    from timed
    inner join complete on timed.grain = complete.grain and timed.period = complete.period
    group by timed.grain, timed.period, timed.region, timed.member
),

-- Stocks at the end of each month; by scheme every month of the two totals, of a region the end of the year.
figures as (
    select
        stocks.indicator,
        'moment' as grain,
        membered.month as period,
        membered.month as until,
        membered.region,
        membered.member,
        case when membered.member = 'all' then 'all' else 'scheme' end as dimension,
        case stocks.indicator
            when 'valid_certificates' then membered.valid else membered.organisations
        end as value
    from membered
    cross join (values ('valid_certificates'), ('certified_organisations')) as stocks (indicator)
    where
        membered.member = 'all'
        or membered.region in ('100000', 'coverage:with_abroad')
        or extract(month from membered.month) = 12
    union all
    select
        counts.indicator,
        flows.grain,
        flows.period,
        case flows.grain
            when 'month' then last_day(flows.period)
            when 'quarter' then last_day(cast(flows.period + interval 2 month as date))
            else last_day(cast(flows.period + interval 11 month as date))
        end as until,
        flows.region,
        flows.member,
        case when flows.member = 'all' then 'all' else 'scheme' end as dimension,
        case counts.indicator
            when 'certificates_issued' then flows.issued
            when 'certificates_suspended' then flows.suspended
            when 'certificates_withdrawn' then flows.withdrawn
            else flows.expired
        end as value
    from flows
    cross join (
        values
        ('certificates_issued'),
        ('certificates_suspended'),
        ('certificates_withdrawn'),
        ('certificates_expired')
    ) as counts (indicator)
)

select
    indicator,
    'actual' as status,
    'level' as measure,
    period,
    until,
    grain,
    region,
    dimension,
    member,
    cast(null as bigint) as numerator,
    cast(null as bigint) as denominator,
    cast(value as decimal(20, 4)) as value,
    cast(null as decimal(20, 4)) as step,
    cast(null as varchar) as printed,
    'exact' as bound,
    '' as flags,
    'records_certifications' as source,
    true as shown,
    '' as note,
    '' as transcript
from figures
where value is not null
