using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Reading;

namespace HonourWall.Roll.Linking;

/// <summary>Makes the pages of honourees and collectives from their files and their honours.</summary>
/// <param name="before">See <see cref="RollLinker.Link"/>.</param>
internal sealed class RecipientLinker(LinkTables tables, HonourLinker honours, DiagnosticBag diagnostics, RollOfHonour? before)
{
    /// <summary>In order of their ids. <paramref name="people"/> resolves the relations between them.</summary>
    public ImmutableArray<Honouree> LinkHonourees(PersonReferences people)
    {
        var entries = new List<(RecipientEntry<Honouree> Entry, ImmutableArray<Relation> Related, District? District, Industry? Industry, ImmutableArray<Source> Sources)>();
        foreach (var entry in honours.People.All)
        {
            var related = entry.ShownFile is { } shown ? people.Related(shown) : [];
            var (district, industry, sources) = References(entry.File);
            if (entry.HasPage) entries.Add((entry, related, district, industry, sources));
        }
        entries.Sort((a, b) => string.CompareOrdinal(a.Entry.Id, b.Entry.Id));
        var linked = new Honouree[entries.Count];
        Parallel.For(0, linked.Length, i =>
        {
            var (entry, related, district, industry, sources) = entries[i];
            var file = entry.ShownFile?.Page;
            var page = file ?? new Honouree { Id = HonoureeId.Parse(entry.Id), Name = entry.Name ?? entry.Id, Place = Place(entry) };
            var known = before?.FindHonouree(page.Id);
            var now = WithHonours(page, file is not null, Same(known?.Honours, Sorted(entry.Honours)), district, industry, Same(known?.Sources, sources), Same(known?.Related, related));
            linked[i] = now.Equals(known) ? known : now;
            CheckPerson(linked[i], diagnostics);
        });
        return ImmutableCollectionsMarshal.AsImmutableArray(linked);
    }

    /// <summary>The list as it was, where it holds the same.</summary>
    private static ImmutableArray<T> Same<T>(ImmutableArray<T>? before, ImmutableArray<T> now) => before is { } known && known.SequenceEqual(now) ? known : now;

    public ImmutableArray<Collective> LinkCollectives()
    {
        var linked = new List<Collective>();
        foreach (var entry in honours.Collectives.All)
        {
            var (district, industry, sources) = References(entry.File);
            if (!entry.HasPage) continue;
            var page = entry.ShownFile?.Page ?? new Collective { Id = CollectiveId.Parse(entry.Id), Name = entry.Name ?? entry.Id, Place = Place(entry) };
            linked.Add(WithHonours(page, entry.ShownFile is not null, Sorted(entry.Honours), district, industry, sources));
        }
        linked.Sort((a, b) => a.Id.CompareTo(b.Id));
        return [.. linked];
    }

    /// <summary>A file that is not shown is still checked.</summary>
    private (District? District, Industry? Industry, ImmutableArray<Source> Sources) References<T>(RecipientDraft<T>? file) where T : Recipient =>
        file is null ? (null, null, []) : (tables.Districts.Find(file.District), tables.Industries.Find(file.Industry), tables.SourcesOf(file.Sources));

    /// <summary>
    /// Somebody whose published file says something else, of which no list and no relation hangs; null where something is wrong with it, or was, for then
    /// all has to be linked anew.
    /// </summary>
    public static Honouree? LinkAgain(Honouree known, RecipientDraft<Honouree> draft, RollOfHonour roll)
    {
        var district = roll.Districts.FirstOrDefault(d => d.Id.Value == draft.District?.Text);
        var industry = roll.Industries.FirstOrDefault(i => i.Id.Value == draft.Industry?.Text);
        ImmutableArray<Source> sources = [.. draft.Sources.Select(s => SourceId.TryParse(s.Text, out var id) ? roll.SourcesById.GetValueOrDefault(id) : null).OfType<Source>().Distinct()];
        if (district is null != draft.District is null || industry is null != draft.Industry is null || sources.Length != draft.Sources.Length) return null;
        var page = WithHonours(draft.Page, true, known.Honours, district, industry, sources, known.Related);
        var wrong = new DiagnosticBag();
        CheckPerson(known, wrong);
        CheckPerson(page, wrong);
        return wrong.ToImmutable().IsEmpty ? page : null;
    }

    private static Honouree WithHonours(Honouree page, bool isShown, ImmutableArray<Honour> honours, District? district, Industry? industry, ImmutableArray<Source> sources, ImmutableArray<Relation> related) =>
        WithHonours(page, isShown, honours, district, industry, sources) with
        {
            Gender = page.Gender ?? Agreed(honours, h => h.Gender),
            Ethnicity = page.Ethnicity ?? Agreed(honours, h => h.Ethnicity),
            Related = related,
        };

    private static T WithHonours<T>(T page, bool isShown, ImmutableArray<Honour> honours, District? district, Industry? industry, ImmutableArray<Source> sources) where T : Recipient => page with
    {
        District = (isShown ? district : null) ?? Agreed(honours, h => h.District),
        Industry = (isShown ? industry : null) ?? Agreed(honours, h => h.Industry),
        Employer = page.Employer ?? Agreed(honours, h => h.Employer),
        Sources = isShown ? sources : [],
        Honours = honours,
        IsOutside = page.IsOutside || (!honours.IsEmpty && honours.All(h => h.IsOutside)),
    };

    private static ContentPlace Place<T>(RecipientEntry<T> entry) where T : Recipient => entry.FirstRow?.Place ?? default;

    /// <summary>What every row that says anything says; null where they differ, because then nobody knows which holds.</summary>
    private static T? Agreed<T>(ImmutableArray<Honour> honours, Func<Honour, T?> what) where T : class
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

    private static void CheckPerson(Honouree person, DiagnosticBag diagnostics)
    {
        foreach (var honour in person.Honours)
        {
            if (person.Born is { } born && honour.Year < born.Earliest.Year)
                diagnostics.Add("HW221", honour.Place, person.Name, honour.Year.Value.ToString(CultureInfo.InvariantCulture), born.ToString());
            if (honour.Gender is { } gender && person.Gender is { } known && gender != known) diagnostics.Add("HW222", honour.Place, person.Name, gender, known);
        }
    }
}
