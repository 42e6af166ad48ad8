using HonourWall.Roll.Reading;

namespace HonourWall.Generator.Planning;

public sealed partial class SitePlanner
{
    /// <summary>Every page that shows something of these files, and some that might.</summary>
    private void PlanPagesThatShow(ChangedPeople changed)
    {
        var (people, collectives) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var edited = _roll.Honourees.Where(h => changed.Facts.Contains(h.Place.File)).ToDictionary(h => h.Id);
        foreach (var honouree in edited.Values)
        {
            people.Add(honouree.Id.Value);
            people.UnionWith(_index.NamesakesOf(honouree).Select(other => other.Id.Value));
            // A plate says what its bearer does, to those who stand beside it in a batch. (In which order is being worked out meanwhile.)
            foreach (var beside in honouree.Honours.SelectMany(h => _roll.HonoursOf(h.Batch))) (beside.IsCollective ? collectives : people).Add(beside.RecipientId);
        }
        PlanPagesOf(_roll.Honourees.Where(h => changed.Texts.Contains(h.Place.File) || people.Contains(h.Id.Value)));
        PlanOpenings(h => changed.Texts.Contains(h.Place.File));
        if (edited.Count == 0) return;
        PlanHome();
        PlanPagesOf(_roll.Collectives.Where(c => collectives.Contains(c.Id.Value)));
        PlanPagesOf(_roll.Stories.Where(s => s.People.Any(edited.ContainsKey)));
        PlanPeopleLists(h => edited.ContainsKey(h.Id));
        PlanNameGroups(h => edited.ContainsKey(h.Id));
    }
}
