namespace HonourWall.Admin.Web;

/// <summary>The headers of each response, errors included. No script but the one file of ours, nothing from elsewhere, nothing kept.</summary>
public static class SecurityHeaders
{
    public const string ContentSecurityPolicy = "default-src 'none'; object-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["X-Robots-Tag"] = "noindex, nofollow";
            if (headers.CacheControl.Count == 0 || !headers.CacheControl.ToString().Contains("immutable", StringComparison.Ordinal)) headers.CacheControl = "no-store";
            if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=63072000; includeSubDomains";
            headers.Remove("Server");
            return Task.CompletedTask;
        });
        return next(context);
    });
}
