namespace HonourWall.Admin.Web;

/// <summary><c>/session</c>: whether the browser's session still lives, for the script that clears a page whose session has ended. To ask is not to use it; <c>?keep=1</c> is.</summary>
public static class SessionEndpoint
{
    private const string Path = "/session";

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(Path, (HttpContext http) => Results.StatusCode(http.User.Identity is SessionIdentity ? StatusCodes.Status204NoContent : StatusCodes.Status401Unauthorized)).AllowAnonymous();

    public static bool OnlyAsks(HttpRequest request) => request.Path == Path && !request.Query.ContainsKey("keep");
}
