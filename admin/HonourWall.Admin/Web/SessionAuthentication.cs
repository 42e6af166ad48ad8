using System.Security.Claims;
using System.Text.Encodings.Web;
using HonourWall.Admin.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace HonourWall.Admin.Web;

/// <summary>Finds the session behind the cookie, in the database, for each request.</summary>
public sealed class SessionAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Sessions sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SessionCookie.Read(Context) is not { Length: 64 } token) return AuthenticateResult.NoResult();
        var signedIn = await sessions.FindAsync(token, Context.Connection.RemoteIpAddress?.ToString(), use: !SessionEndpoint.OnlyAsks(Request), Context.RequestAborted);
        return signedIn is null
            ? AuthenticateResult.NoResult()
            : AuthenticateResult.Success(new(new ClaimsPrincipal(new SessionIdentity(signedIn)), Scheme));
    }
}
