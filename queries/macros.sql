-- The observations of an indicator, and those of its other side turned exactly to it.
-- One row per observation; `turned` says which: a pass rate of 91.5 % is a non-conforming rate of 8.5 %.
-- A growth in per cent has no exact other side and is left out.
create macro sides(files, wanted, other) as table
    select
        * replace (
            wanted as indicator,
            (case when indicator = wanted then numerator else denominator - numerator end) as numerator,
            (case
                when indicator = wanted then value
                when measure = 'level' then 100 - value
                else -value
            end)::decimal(20, 4) as value,
            (case
                when indicator = wanted then bound
                when bound = 'at_least' then 'at_most'
                when bound = 'at_most' then 'at_least'
                when bound = 'more_than' then 'less_than'
                when bound = 'less_than' then 'more_than'
                else bound
            end) as bound
        ),
        indicator <> wanted as turned
    from read_parquet(files)
    where indicator in (wanted, other) and (indicator = wanted or measure <> 'growth');
