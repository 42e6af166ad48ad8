using System.Collections.Immutable;
using HonourWall.Roll.Reading;
using HonourWall.Search.Text;

namespace HonourWall.Generator.Importing;

/// <summary>Somebody who is on the roll already, as a clerk recognises them.</summary>
internal sealed record KnownPerson(string Id, bool IsCollective, ImmutableSortedSet<string> Names, ImmutableArray<string> Employers, ImmutableArray<string> Honours)
{
    /// <summary>The name of the file or of the first row.</summary>
    public string? Name { get; init; }

    /// <summary>zhang-wei（示例公司；2015年全国劳动模范）</summary>
    public string Describe()
    {
        string[] facts = [.. Employers.Distinct(StringComparer.Ordinal), .. Honours];
        return facts.Length == 0 ? Id : $"{Id}（{string.Join("；", facts)}）";
    }
}

/// <summary>Everybody on the roll by name, and every id that is or ever was in use.</summary>
internal sealed class KnownPeople
{
    private readonly Dictionary<(bool, string), KnownPerson> _byId = [];
    private readonly ILookup<(bool, string), KnownPerson> _byName;
    private readonly HashSet<string> _usedIds = new(StringComparer.Ordinal);

    public KnownPeople(RollDraft draft)
    {
        foreach (var file in draft.Honourees)
        {
            Add(file.Id, false, file.Page.Name, file.Page.Employer, null);
            foreach (var name in file.Page.AlsoKnownAs) Add(file.Id, false, name, null, null);
            Use(file.Page.Aliases);
        }
        foreach (var file in draft.Collectives)
        {
            Add(file.Id, true, file.Page.Name, file.Page.Employer, null);
            Use(file.Page.Aliases);
        }
        var awards = draft.Awards.ToLookup(a => a.Id.Text, a => a.Award, StringComparer.Ordinal);
        var batches = draft.Batches.ToLookup(b => b.Id.Text, StringComparer.Ordinal);
        foreach (var rows in draft.Rows)
        {
            var batch = batches[rows.Batch].FirstOrDefault();
            var award = awards[batch?.Award?.Text ?? ""].FirstOrDefault();
            foreach (var row in rows.Rows)
            {
                _usedIds.Add(row.Id.Text);
                if (row.Status != HonourStatus.Withdrawn) Add(row.Id.Text, row.IsCollective ?? IsForCollectives(award), row.Name?.Text, row.Employer, batch?.Name ?? rows.Batch);
            }
        }
        // A file that cannot be read still has its id, and a former address was somebody's.
        foreach (var name in draft.FileNames) UseName(name);
        Use(draft.Redirects.Select(r => r.From));
        _byName = _byId.Values.SelectMany(p => p.Names.Select(n => (Key: (p.IsCollective, n), Person: p))).ToLookup(p => p.Key, p => p.Person);
    }

    public static bool IsForCollectives(Award? award) => award is { Recipients: not RecipientKind.None } && (award.Recipients & RecipientKind.Person) == 0;

    public KnownPerson? Find(string id, bool isCollective) => _byId.GetValueOrDefault((isCollective, id));

    /// <summary>Those of that name, in simplified characters; by id.</summary>
    public IEnumerable<KnownPerson> Named(string name, bool isCollective) =>
        _byName[(isCollective, HanFolding.ToSimplified(name))].OrderBy(p => p.Id, StringComparer.Ordinal);

    public bool IsUsed(string id) => _usedIds.Contains(id);

    public void Use(string id) => _usedIds.Add(id);

    private void Add(string id, bool isCollective, string? name, string? employer, string? honour)
    {
        _usedIds.Add(id);
        if (!_byId.TryGetValue((isCollective, id), out var person)) person = new KnownPerson(id, isCollective, [], [], []);
        _byId[(isCollective, id)] = person with
        {
            Name = person.Name ?? name,
            Names = name is null ? person.Names : person.Names.Add(HanFolding.ToSimplified(name)),
            Employers = employer is null ? person.Employers : person.Employers.Add(employer),
            Honours = honour is null ? person.Honours : person.Honours.Add(honour),
        };
    }

    /// <summary>The id in an address such as /honourees/zhang-wei/.</summary>
    private void Use(IEnumerable<string> addresses)
    {
        foreach (var address in addresses)
        {
            if (address.Split('/', StringSplitOptions.RemoveEmptyEntries) is ["honourees" or "collectives", var id, ..]) _usedIds.Add(id);
        }
    }

    private void UseName(string file)
    {
        if (file.Split('/') is [_, "honourees" or "collectives", var first, ..]) _usedIds.Add(first.EndsWith(".md", StringComparison.Ordinal) ? first[..^3] : first);
    }
}
