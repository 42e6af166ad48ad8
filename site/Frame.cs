using System.Collections.Frozen;
using System.Collections.Immutable;

namespace HonourWall.Site;

/// <summary>What every page of one build has in common.</summary>
public sealed record SiteFrame : SharedRecord
{
    public required SiteSettings Settings { get; init; }
    /// <summary>Asset name (<c>css/site.css</c>) → path with its hash in the output (<c>assets/site.1a2b3c4d.css</c>).</summary>
    public required FrozenDictionary<string, string> Assets { get; init; }
    /// <summary>Free pages in the order of the footer.</summary>
    public required ImmutableArray<FreePage> Pages { get; init; }
    /// <summary>The site opens from a folder: links name index.html, scripts are classic.</summary>
    public bool Stick { get; init; }
    /// <summary>Sources published totals, which have a page.</summary>
    public bool HasFigures { get; init; }
}

/// <summary>One step of the way here (面包屑).</summary>
public sealed record Crumb(string Text, string Address);

/// <summary>The page around a page: where it stands and how to get from it to others.</summary>
public sealed record Frame
{
    public required SiteFrame Site { get; init; }
    /// <summary>Where this page stands: <c>/honourees/shi-chuanxiang/</c>.</summary>
    public required string Address { get; init; }
    public required string Title { get; init; }
    public string? Description { get; init; }
    /// <summary>The entry of the menu that this page belongs to, one of <see cref="Addresses"/>.</summary>
    public string? Section { get; init; }
    public ImmutableArray<Crumb> Crumbs { get; init; } = [];
    /// <summary>Where the card lies that the page shows when it is shared; null where it has none.</summary>
    public string? Card { get; init; }
    /// <summary>Not to be indexed: further pages of a list, 404.</summary>
    public bool NoIndex { get; init; }
    /// <summary>schema.org as JSON-LD, already safe inside a script element.</summary>
    public string? JsonLd { get; init; }

    /// <summary>From here to the root: <c>../../</c>; absolute on the 404 page, which is shown at any address.</summary>
    public string Root => Address == Addresses.NotFound ? Site.Settings.BaseUrl.AbsolutePath : Up[Address.AsSpan(1).Count('/')];

    /// <summary>No address of ours is deeper: /districts/chaoyang/1959/page/2/ is five folders deep; a former one may be.</summary>
    private static readonly ImmutableArray<string> Up = [.. Enumerable.Range(0, 32).Select(n => string.Concat(Enumerable.Repeat("../", n)))];

    /// <summary>The relative link from here to an address of this site.</summary>
    public string To(string address)
    {
        if (!Site.Stick && address.Length > 1 && !address.Contains('#', StringComparison.Ordinal)) return string.Concat(Root, address.AsSpan(1));
        var hash = address.IndexOf('#', StringComparison.Ordinal);
        var path = hash < 0 ? address : address[..hash];
        if (hash >= 0 && path == Address) return address[hash..];
        var target = path[1..];
        if (Site.Stick && (target.Length == 0 || target[^1] == '/')) target += "index.html";
        var link = Root + target;
        if (link.Length == 0) link = "./";
        return hash < 0 ? link : link + address[hash..];
    }

    /// <summary>The link to an asset by its name: <c>css/site.css</c>.</summary>
    public string Asset(string name) => Root + Site.Assets[name];

    /// <summary>The whole address, for citations and metadata.</summary>
    public string Permalink => Site.Settings.BaseUrl.AbsoluteUri + Address[1..];
}
