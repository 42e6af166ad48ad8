using System.Runtime.InteropServices;
using HonourWall.Generator.Output;
using HonourWall.Generator.Planning;
using HonourWall.Roll.Reading;
using HonourWall.Site;

namespace HonourWall.Generator.Incremental;

/// <summary>
/// Says of each person's page by one number, roughly, all that it can be made from: what is written of the person, of everybody with the same batch, employer,
/// industry or name, and all else in the content that such a page may show. While it is the same the page is; where it is not, the page may still be, and its
/// fingerprint tells. Nine pages of ten are of people, and their fingerprints take longer than all else.
/// </summary>
internal sealed class PersonSigns
{
    /// <summary>What these hold of a person is in the numbers, or sees to it that there is none.</summary>
    private static readonly string[] Seen = ["batches", "collectives", "stories", "studios"];

    private readonly Dictionary<string, (ContentHash Sign, bool HasLinks)> _signs;

    private PersonSigns(Dictionary<string, (ContentHash, bool)> signs) => _signs = signs;

    public static PersonSigns None { get; } = new([]);

    /// <param name="rest">See <see cref="SiteSetting.RestOf"/>.</param>
    public static PersonSigns Of(RollDraft draft, RollOfHonour roll, BuildOptions options, ReadingMemory memory, RestOfContent? rest)
    {
        var setting = SiteSetting.HashOf(draft, options, rest, Seen);
        if (setting == default || WrittenOfRecipient.OfAll(draft, memory) is not { } written) return None;
        var groups = Groups.Of(roll, written);
        // Whoever these name has more on the page than what is written of others beside them.
        var named = roll.Stories.SelectMany(s => s.People).Concat(roll.Studios.SelectMany(s => s.Leaders).Select(l => l.Id).OfType<HonoureeId>()).ToHashSet();
        var signs = new (string Path, ContentHash Sign, bool HasLinks)[roll.Honourees.Length];
        Parallel.For(0, signs.Length, i =>
        {
            var person = roll.Honourees[i];
            // A text that leads to a place within a page depends on what is written there.
            var isPlain = person.Related.IsEmpty && !named.Contains(person.Id) && !person.Body.Marks.Contains('#', StringComparison.Ordinal);
            signs[i] = (PathOf(person.Id), isPlain ? groups.SignOf(person, setting.With(written.GetValueOrDefault(person.Id.Value).Text)) : default, HasLinks(person.Body.Marks));
        });
        return new PersonSigns(signs.ToDictionary(s => s.Path, s => (s.Sign, s.HasLinks), StringComparer.Ordinal));
    }

    /// <summary>None for other pages, and for people of whom it cannot be told.</summary>
    public ContentHash SignOf(string path) => _signs.GetValueOrDefault(path).Sign;

    /// <summary>Whether the page is what it was when it had that sign.</summary>
    /// <param name="haveSamePages">Whether the same addresses answer, to which its text may lead.</param>
    public bool IsSame(string path, ContentHash before, bool haveSamePages) =>
        before != default && _signs.TryGetValue(path, out var now) && now.Sign == before && (haveSamePages || !now.HasLinks);

    private static string PathOf(HonoureeId id) => PlannedFile.PathOf(Addresses.Of(id));

    /// <summary>Marks that only cite sources lead nowhere: the table of sources is in every sign.</summary>
    private static bool HasLinks(string marks) => marks.Contains("](", StringComparison.Ordinal) || marks.Contains("]:", StringComparison.Ordinal);

    /// <summary>
    /// Takes the pages of people over into the new site whose sign is that of the last build, before anything is planned; the others must be. A text that leads
    /// to a place within a page needs that page to be planned: then none is taken.
    /// </summary>
    public KeptPeople Keep(RollOfHonour roll, BuildCache cache, OutputFolder output)
    {
        if (_signs.Count == 0 || cache.IsEmpty || roll.Texts.Any(text => text.Marks.Contains('#', StringComparison.Ordinal))) return KeptPeople.None;
        var pages = new KeyValuePair<string, CachedFile>?[roll.Honourees.Length];
        Parallel.For(0, pages.Length, i =>
        {
            var path = PathOf(roll.Honourees[i].Id);
            if (cache.Find(path) is { } last && IsSame(path, last.Sign, false) && output.Keep(path, last.Hash)) pages[i] = KeyValuePair.Create(path, last);
        });
        return new KeptPeople([.. roll.Honourees.Where((_, i) => pages[i] is not null).Select(h => h.Id)], [.. pages.OfType<KeyValuePair<string, CachedFile>>()]);
    }

    /// <summary>What is written of all who have something in common.</summary>
    private sealed class Groups
    {
        private readonly Dictionary<BatchId, ContentHash> _batches = [];
        private readonly Dictionary<IndustryId, ContentHash> _industries = [];
        private readonly Dictionary<string, ContentHash> _employers = new(StringComparer.Ordinal);
        private readonly Dictionary<string, ContentHash> _names = new(StringComparer.Ordinal);
        private readonly IReadOnlyDictionary<string, WrittenOfRecipient> _written;
        private readonly HashSet<string> _published;

        private Groups(RollOfHonour roll, IReadOnlyDictionary<string, WrittenOfRecipient> written)
        {
            _written = written;
            _published = roll.Honourees.Where(h => h.HasFile).Select(h => h.Id.Value).ToHashSet(StringComparer.Ordinal);
        }

        public static Groups Of(RollOfHonour roll, IReadOnlyDictionary<string, WrittenOfRecipient> written)
        {
            var groups = new Groups(roll, written);
            foreach (var honour in roll.Honours)
            {
                var facts = groups.FactsOf(honour.RecipientId);
                Add(groups._batches, honour.Batch.Id, facts);
                if (honour.Industry is { } industry) Add(groups._industries, industry.Id, facts);
                if (honour.Employer is { } employer) Add(groups._employers, employer, facts);
            }
            foreach (var person in roll.Honourees) Add(groups._names, person.Name, groups.FactsOf(person.Id.Value));
            return groups;
        }

        public ContentHash SignOf(Honouree person, ContentHash sign)
        {
            sign = sign.With(FactsOf(person.Id.Value)).With(_names.GetValueOrDefault(person.Name));
            sign = With(sign, person.Employer, person.Industry);
            foreach (var honour in person.Honours) sign = With(sign, honour.Employer, honour.Industry).With(_batches.GetValueOrDefault(honour.Batch.Id));
            return sign;
        }

        private ContentHash With(ContentHash sign, string? employer, Industry? industry) =>
            sign.With(employer is null ? default : _employers.GetValueOrDefault(employer)).With(industry is null ? default : _industries.GetValueOrDefault(industry.Id));

        /// <summary>A file counts while it is published, which no file tells by itself.</summary>
        private ContentHash FactsOf(string id) => _written.GetValueOrDefault(id).Facts.With(new ContentHash(0, _published.Contains(id) ? 1UL : 0));

        private static void Add<TKey>(Dictionary<TKey, ContentHash> group, TKey key, ContentHash facts) where TKey : notnull
        {
            ref var all = ref CollectionsMarshal.GetValueRefOrAddDefault(group, key, out _);
            all = all.With(facts);
        }
    }
}
