namespace HonourWall.Admin.Web;

/// <summary>The cookie that holds the session's token. Over TLS it carries the <c>__Host-</c> prefix; without TLS (the own machine only) it cannot.</summary>
public static class SessionCookie
{
    public static string? Read(HttpContext http) => http.Request.Cookies[Name(http)];

    // No expiry: it ends with the browser, and the server ends it earlier.
    public static void Write(HttpContext http, string token) => http.Response.Cookies.Append(Name(http), token, Options(http));

    public static void Delete(HttpContext http) => http.Response.Cookies.Delete(Name(http), Options(http));

    private static string Name(HttpContext http) => http.Request.IsHttps ? "__Host-hw-session" : "hw-session";

    private static CookieOptions Options(HttpContext http) => new() { HttpOnly = true, Secure = http.Request.IsHttps, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true };
}
