namespace HonourWall.Admin.Web;

/// <summary>The cookie beside the form tokens. Over TLS it carries the <c>__Host-</c> prefix, as the session's does.</summary>
public sealed class FormCookie(IHttpContextAccessor requests) : CookieBuilder
{
    public override string? Name
    {
        get => requests.HttpContext?.Request.IsHttps == true ? "__Host-hw-form" : "hw-form";
        set => throw new NotSupportedException("The request decides.");
    }
}
