using System.Collections.Immutable;
using System.Globalization;
using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Reading;

namespace HonourWall.Roll.Linking;

/// <summary>Makes the pages of honourees and collectives from their files and their honours.</summary>
internal sealed class RecipientLinker(LinkTables tables, HonourLinker honours, DiagnosticBag diagnostics)
{
    /// <summary>In order of their ids. <paramref name="people"/> resolves the relations between them.</summary>
    public ImmutableArray<Honouree> LinkHonourees(PersonReferences people)
    {
        var linked = new List<Honouree>();
        foreach (var entry in honours.People.All)
        {
            var related = entry.ShownFile is { } shown ? people.Related(shown) : [];
            var (district, industry, sources) = References(entry.File);
            if (!entry.HasPage) continue;
            var file = entry.ShownFile?.Page;
            var page = file ?? new Honouree { Id = HonoureeId.Parse(entry.Id), Name = entry.Name ?? entry.Id, Place = Place(entry) };
            page = WithHonours(page, entry, district, industry, sources) with
            {
                Gender = page.Gender ?? Agreed(entry.Honours, h => h.Gender),
                Ethnicity = page.Ethnicity ?? Agreed(entry.Honours, h => h.Ethnicity),
                Related = related,
            };
            CheckPerson(page);
            linked.Add(page);
        }
        linked.Sort((a, b) => a.Id.CompareTo(b.Id));
        return [.. linked];
    }

    public ImmutableArray<Collective> LinkCollectives()
    {
        var linked = new List<Collective>();
        foreach (var entry in honours.Collectives.All)
        {
            var (district, industry, sources) = References(entry.File);
            if (!entry.HasPage) continue;
            var page = entry.ShownFile?.Page ?? new Collective { Id = CollectiveId.Parse(entry.Id), Name = entry.Name ?? entry.Id, Place = Place(entry) };
            linked.Add(WithHonours(page, entry, district, industry, sources));
        }
        linked.Sort((a, b) => a.Id.CompareTo(b.Id));
        return [.. linked];
    }

    /// <summary>A file that is not shown is still checked.</summary>
    private (District? District, Industry? Industry, ImmutableArray<Source> Sources) References<T>(RecipientDraft<T>? file) where T : Recipient =>
        file is null ? (null, null, []) : (tables.Districts.Find(file.District), tables.Industries.Find(file.Industry), tables.SourcesOf(file.Sources));

    private static T WithHonours<T>(T page, RecipientEntry<T> entry, District? district, Industry? industry, ImmutableArray<Source> sources) where T : Recipient
    {
        var isShown = entry.ShownFile is not null;
        return page with
        {
            District = (isShown ? district : null) ?? Agreed(entry.Honours, h => h.District),
            Industry = (isShown ? industry : null) ?? Agreed(entry.Honours, h => h.Industry),
            Employer = page.Employer ?? Agreed(entry.Honours, h => h.Employer),
            Sources = isShown ? sources : [],
            Honours = Sorted(entry.Honours),
            IsOutside = page.IsOutside || (entry.Honours.Count > 0 && entry.Honours.TrueForAll(h => h.IsOutside)),
        };
    }

    private static ContentPlace Place<T>(RecipientEntry<T> entry) where T : Recipient => entry.FirstRow?.Place ?? default;

    /// <summary>What every row that says anything says; null where they differ, because then nobody knows which holds.</summary>
    private static T? Agreed<T>(List<Honour> honours, Func<Honour, T?> what) where T : class
    {
        T? agreed = null;
        foreach (var honour in honours)
        {
            if (what(honour) is not { } stated) continue;
            if (agreed is null) agreed = stated;
            else if (!agreed.Equals(stated)) return null;
        }
        return agreed;
    }

    /// <summary>By year (年份待考 last), then by level and award.</summary>
    private static ImmutableArray<Honour> Sorted(List<Honour> honours)
    {
        if (honours.Count > 1) honours.Sort((a, b) => BatchOrder.Compare(a.Batch, b.Batch));
        return [.. honours];
    }

    private void CheckPerson(Honouree person)
    {
        foreach (var honour in person.Honours)
        {
            if (person.Born is { } born && honour.Year < born.Earliest.Year)
                diagnostics.Add("HW221", honour.Place, person.Name, honour.Year.Value.ToString(CultureInfo.InvariantCulture), born.ToString());
            if (honour.Gender is { } gender && person.Gender is { } known && gender != known) diagnostics.Add("HW222", honour.Place, person.Name, gender, known);
        }
    }
}
