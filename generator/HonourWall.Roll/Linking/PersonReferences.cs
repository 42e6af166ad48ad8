using System.Collections.Immutable;
using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Reading;

namespace HonourWall.Roll.Linking;

/// <summary>
/// References to people from stories, studios, relations and the front page. Whoever has no page is left out: silently while the file is
/// a draft, with a warning once the honours were withdrawn, with an error when nobody has that id.
/// </summary>
internal sealed class PersonReferences(IdTable<RecipientEntry<Honouree>> people, IdTable<StudioDraft> studios, DiagnosticBag diagnostics)
{
    public HonoureeId? Find(Written reference)
    {
        if (people.Find(reference) is not { } entry) return null;
        entry.IsReached = true;
        if (entry.HasPage) return HonoureeId.Parse(entry.Id);
        if (entry.IsWithdrawn) diagnostics.Add("HW220", reference.Place, reference.Text);
        return null;
    }

    public string? NameOf(HonoureeId id) => people.Known(id.Value)?.Name;

    public ImmutableArray<HonoureeId> All(ImmutableArray<Written> references)
    {
        var ids = ImmutableArray.CreateBuilder<HonoureeId>(references.Length);
        foreach (var reference in references)
        {
            if (Find(reference) is { } id && !ids.Contains(id)) ids.Add(id);
        }
        return ids.DrainToImmutable();
    }

    public ImmutableArray<Relation> Related(RecipientDraft<Honouree> draft)
    {
        if (draft.Related.IsEmpty) return [];
        var relations = ImmutableArray.CreateBuilder<Relation>(draft.Related.Length);
        foreach (var (reference, kind) in draft.Related)
        {
            var isKnown = kind == RelationKind.Studio ? studios.Find(reference) is not null : Find(reference) is not null;
            if (isKnown) relations.Add(new Relation(reference.Text, kind));
        }
        return relations.DrainToImmutable();
    }
}
