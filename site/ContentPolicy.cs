namespace HonourWall.Site;

/// <summary>What pages may load: stands in every page, in <c>_headers</c> and in the configuration of nginx (docs/deploy.md).</summary>
public static class ContentPolicy
{
    /// <summary>Of a served site.</summary>
    public const string Http = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'";
    /// <summary>As a header: who may frame a page can only be said there.</summary>
    public const string Header = Http + "; frame-ancestors 'none'";
    /// <summary>Of a site that opens from a folder.</summary>
    public const string File = "default-src 'none'; style-src 'self' file:; script-src 'self' file:; img-src 'self' file: data:; media-src 'self' file:; connect-src 'none'; form-action 'self' file:; base-uri 'none'";
}
