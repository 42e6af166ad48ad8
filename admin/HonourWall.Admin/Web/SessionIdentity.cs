using System.Security.Claims;
using HonourWall.Admin.Accounts;

namespace HonourWall.Admin.Web;

/// <summary>
/// The identity of a request with a good session. Form tokens are bound to the account, not to the session: a form survives signing in again.
/// </summary>
public sealed class SessionIdentity(SignedIn signedIn)
    : ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, signedIn.Account.Id.ToString())], SessionAuthentication.Scheme)
{
    public SignedIn SignedIn { get; } = signedIn;
}
