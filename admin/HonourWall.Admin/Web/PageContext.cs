using HonourWall.Admin.Accounts;
using Microsoft.AspNetCore.Antiforgery;

namespace HonourWall.Admin.Web;

/// <summary>What the frame around each page needs to know of the request.</summary>
/// <param name="Who">Null before signing in.</param>
/// <param name="CsrfToken">For the hidden field of each form.</param>
/// <param name="Done">A key of <see cref="DoneMessages"/>, after a form was saved.</param>
public sealed record PageContext(SignedIn? Who, string Path, string CsrfField, string CsrfToken, bool Demo, string Assets, string? Done)
{
    public static PageContext Of(HttpContext http)
    {
        var csrf = http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http);
        return new(
            (http.User.Identity as SessionIdentity)?.SignedIn,
            http.Request.Path,
            csrf.FormFieldName,
            csrf.RequestToken ?? "",
            http.RequestServices.GetRequiredService<AdminOptions>().Demo,
            http.RequestServices.GetRequiredService<AssetFiles>().Version,
            http.Request.Query["done"]);
    }

    public bool May(Permission permission) => Who is { IsComplete: true } who && who.Actor.May(permission);
}
