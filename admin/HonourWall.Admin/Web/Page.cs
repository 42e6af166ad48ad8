using HonourWall.Admin.Web.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HonourWall.Admin.Web;

/// <summary>A page of the private room: one typed model, and the frame around it.</summary>
public abstract class Page<TModel> : ComponentBase
{
    [Parameter, EditorRequired]
    public required TModel Model { get; set; }

    [Parameter, EditorRequired]
    public required PageContext Here { get; set; }
}

/// <summary>Shows pages from endpoints.</summary>
public static class Page
{
    /// <param name="status">422 when the form on the page was not accepted; so it becomes when the conditions of its list could not be read.</param>
    public static IResult Show<TPage, TModel>(TModel model, int status = 200) where TPage : Page<TModel> => new Shown<TPage, TModel>(model, status);

    /// <summary>A page with one message and perhaps a link.</summary>
    public static IResult Message(int status, string title, string text, string? address = null, string? link = null) =>
        Show<MessagePage, MessagePageModel>(new(title, text, address, link), status);

    /// <summary>Also the answer for what exists elsewhere in the tree: nobody learns that it does.</summary>
    public static IResult NotFound() => Message(404, "没有找到", "没有这一页，或它不在您的组织范围内。");

    /// <summary>To another page after a form was saved; <paramref name="done"/> is a key of <see cref="DoneMessages"/>.</summary>
    public static IResult Go(string address, string? done = null) =>
        Results.Redirect(done is null ? address : address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "done=" + done);

    private sealed class Shown<TPage, TModel>(TModel model, int status) : IResult where TPage : Page<TModel>
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var here = PageContext.Of(httpContext);
            return new RazorComponentResult<TPage>(new Dictionary<string, object?> { ["Model"] = model, ["Here"] = here })
            {
                StatusCode = status == 200 && here.Filter is { Errors.Any: true } ? 422 : status,
                PreventStreamingRendering = true,
            }.ExecuteAsync(httpContext);
        }
    }
}
