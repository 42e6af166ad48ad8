using HonourWall.Admin.Accounts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;

namespace HonourWall.Admin.Web;

/// <summary>What the frame around each page needs to know of the request.</summary>
/// <param name="Who">Null before signing in.</param>
/// <param name="CsrfToken">For the hidden field of each form.</param>
/// <param name="Done">A key of <see cref="DoneMessages"/>, after a form was saved.</param>
/// <param name="Filter">The conditions of the list on the page; null when it has none.</param>
/// <param name="IdleSeconds">How long the session lasts without use; null before signing in.</param>
/// <param name="SecondsLeft">How long it lasts at most; null before signing in.</param>
/// <param name="Posted">The form that this page answers, to <paramref name="Path"/>; null when it answers none.</param>
public sealed record PageContext(SignedIn? Who, string Path, string CsrfField, string CsrfToken, bool Demo, string Assets, string? Done, IFormCollection? Posted, FilterInput? Filter, int? IdleSeconds, int? SecondsLeft)
{
    public static PageContext Of(HttpContext http)
    {
        var csrf = http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http);
        var who = (http.User.Identity as SessionIdentity)?.SignedIn;
        return new(
            who,
            http.Request.Path,
            csrf.FormFieldName,
            csrf.RequestToken ?? "",
            http.RequestServices.GetRequiredService<AdminOptions>().Demo,
            http.RequestServices.GetRequiredService<AssetFiles>().Version,
            http.Request.Query["done"],
            // Read long ago: the gate looks for the token in it.
            HttpMethods.IsPost(http.Request.Method) ? http.Features.Get<IFormFeature>()?.Form : null,
            http.Features.Get<FilterInput>(),
            who is null ? null : (int)http.RequestServices.GetRequiredService<AccountPolicy>().Profile.Idle.TotalSeconds,
            who is null ? null : (int)(who.Session.ExpiresAt - http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()).TotalSeconds);
    }

    /// <summary>What was typed into a field of the form with this address, when the page answers that form; otherwise <paramref name="stored"/>.</summary>
    public string? Typed(string? address, string name, string? stored = null) => Answers(address) ? Posted?[name].ToString() : stored;

    /// <summary>What could not be read in a list's conditions: a field of no other form holds it as it was typed.</summary>
    public (string Typed, string Message)? Unreadable(string? address, string name) =>
        address is null && Filter?.Errors.Of(name) is { } message ? (Filter.Typed[name], message) : null;

    /// <summary>The page answers this form: it is shown again, with what was typed.</summary>
    public bool Answers(string? address) => Posted is not null && string.Equals(Path, address, StringComparison.OrdinalIgnoreCase);

    public bool May(Permission permission) => Who is { IsComplete: true } who && who.Actor.May(permission);
}
