using HonourWall.Admin.Accounts;
using Microsoft.AspNetCore.Authorization;

namespace HonourWall.Admin.Web;

/// <summary>The names that an endpoint may ask for. Without one it is closed to everybody.</summary>
public static class Policies
{
    /// <summary>Any account that has nothing left to set up.</summary>
    public const string SignedIn = "SignedIn";

    /// <summary>An account that may still have to set its second factor or change its password.</summary>
    public const string Arriving = "Arriving";

    public static TBuilder Requires<TBuilder>(this TBuilder endpoint, Permission permission) where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(permission.ToString());

    public static TBuilder Requires<TBuilder>(this TBuilder endpoint, string policy) where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(policy);

    public static void AddTo(AuthorizationOptions options)
    {
        var closed = new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build();
        options.FallbackPolicy = closed;
        options.DefaultPolicy = closed;
        options.AddPolicy(Arriving, policy => policy.RequireAuthenticatedUser());
        options.AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => Of(context) is { IsComplete: true }));
        foreach (var permission in Enum.GetValues<Permission>())
            options.AddPolicy(permission.ToString(), policy => policy.RequireAuthenticatedUser().RequireAssertion(context => Of(context) is { IsComplete: true } who && who.Actor.May(permission)));
    }

    private static SignedIn? Of(AuthorizationHandlerContext context) => (context.User.Identity as SessionIdentity)?.SignedIn;
}
