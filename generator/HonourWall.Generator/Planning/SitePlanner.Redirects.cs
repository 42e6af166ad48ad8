using HonourWall.Site.Pages;

namespace HonourWall.Generator.Planning;

public sealed partial class SitePlanner
{
    /// <summary>Where a page stood, and where it is now; null: nowhere.</summary>
    /// <param name="Place">Where the former address is written, <paramref name="ToPlace"/> the one that it leads on to.</param>
    private sealed record Former(string From, string? To, ContentPlace Place, ContentPlace ToPlace);

    /// <summary>Former addresses: those of redirects.csv, and the aliases of pages. Every page has been planned.</summary>
    private void PlanRedirects()
    {
        var known = new Dictionary<string, Former>(StringComparer.Ordinal);
        foreach (var former in FormerAddresses())
        {
            // Gone twice is gone.
            if (former.To is null && _moved.TryGetValue(former.From, out var withdrawn) && withdrawn is null) continue;
            if (_addresses.Contains(former.From)) _diagnostics.Add("HW313", former.Place, former.From, OriginOf(former.From));
            else if (!known.TryAdd(former.From, former)) _diagnostics.Add("HW313", former.Place, former.From, known[former.From].Place.ToString());
        }
        foreach (var former in known.Values)
        {
            if (!TryFollow(former, known, out var target)) _diagnostics.Add("HW302", former.ToPlace, former.From, former.To!); // only what leads on can lead nowhere
            else
            {
                _moved[former.From] = target;
                if (target is null) AddPage<WithdrawnPage, WithdrawnPageModel>(Frame(former.From, "此页已撤下", noIndex: true), () => new WithdrawnPageModel(), former.Place);
                else AddPage<MovedPage, MovedPageModel>(Frame(former.From, "这一页换了地址", noIndex: true), () => new MovedPageModel(target), former.Place);
            }
        }
    }

    private IEnumerable<Former> FormerAddresses() =>
    [
        .. _roll.Redirects.Select(r => new Former(Folder(r.From), r.To is { } to && to.StartsWith('/') ? Folder(to) : r.To, r.FromPlace, r.ToPlace)),
        .. _roll.Honourees.Cast<Recipient>().Concat(_roll.Collectives).SelectMany(r => r.Aliases.Select(a => new Former(Folder(a), Site.Addresses.Of(r), r.Place, r.Place))),
        .. _roll.Studios.SelectMany(s => s.Aliases.Select(a => new Former(Folder(a), Site.Addresses.Of(s.Id), s.Place, s.Place))),
        .. _roll.Stories.SelectMany(s => s.Aliases.Select(a => new Former(Folder(a), Site.Addresses.Of(s.Id), s.Place, s.Place))),
    ];

    /// <summary>Where a former address leads in the end, over others of its kind, so that a reader is sent on once; what led to a page that was withdrawn is gone with it.</summary>
    /// <returns>False where there is no page, or only a circle.</returns>
    private bool TryFollow(Former former, Dictionary<string, Former> known, out string? target)
    {
        target = former.To;
        for (var steps = 0; target is not null && target[0] == '/'; steps++)
        {
            var page = target.Split('#')[0];
            if (known.TryGetValue(page, out var next))
            {
                if (steps == known.Count) return false;
                target = next.To;
            }
            else if (_moved.TryGetValue(page, out var moved) && moved is null) target = null;
            else return _addresses.Contains(page) || _gaps?.MayAnswer(page) == true;
        }
        return true;
    }

    private string OriginOf(string address)
    {
        var path = PlannedFile.PathOf(address);
        return _files.FirstOrDefault(f => f.Path == path)?.Origin.File is { Length: > 0 } file ? file : "honourwall";
    }

    /// <summary>People leave out the last slash: a path without an ending is a folder.</summary>
    private static string Folder(string address) => address[^1] == '/' || address.Contains('#', StringComparison.Ordinal) || Path.HasExtension(address) ? address : address + "/";
}
