using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace HonourWall.Admin.Web;

/// <summary>
/// A form that an impatient finger sends twice is done once: the second waits for the first and is led where that one leads. Every page has form tokens of its
/// own, so the same token with the same words at the same address is the same press of a button. In memory: it is about seconds, and what must never happen twice
/// is kept from happening twice by the database.
/// </summary>
public sealed class ClickGate
{
    private const long Milliseconds = 10_000;
    private readonly ConcurrentDictionary<string, Click> _clicks = new(StringComparer.Ordinal);

    private sealed record Click(TaskCompletionSource<string?> LeadsTo, long At);

    public async Task PassAsync(HttpContext http, RequestDelegate next)
    {
        if (await KeyAsync(http) is not { } key)
        {
            await next(http);
            return;
        }
        foreach (var (old, click) in _clicks)
            if (Environment.TickCount64 - click.At > Milliseconds) _clicks.TryRemove(old, out _);
        var own = new Click(new(TaskCreationOptions.RunContinuationsAsynchronously), Environment.TickCount64);
        var first = _clicks.GetOrAdd(key, own);
        if (!ReferenceEquals(first, own) && await first.LeadsTo.Task.WaitAsync(http.RequestAborted) is { } address)
        {
            http.Response.Redirect(address);
            return;
        }
        string? leadsTo = null;
        try
        {
            await next(http);
            if (http.Response.StatusCode == StatusCodes.Status302Found) leadsTo = http.Response.Headers.Location.ToString();
        }
        finally
        {
            // What was not done may be sent again; what was only shown may be looked at again.
            if (leadsTo is null) _clicks.TryRemove(KeyValuePair.Create(key, own));
            own.LeadsTo.TrySetResult(leadsTo);
        }
    }

    private static async Task<string?> KeyAsync(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || http.User.Identity is not SessionIdentity { SignedIn.Session.Id: var session } || http.Features.Get<IFormFeature>()?.Form is not { } form) return null;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text.Length + ":" + text));
        Add(session.ToString());
        Add(http.Request.Path + http.Request.QueryString);
        foreach (var (name, value) in form)
        {
            Add(name);
            Add(value.ToString());
        }
        foreach (var file in form.Files)
        {
            Add(file.Name + "/" + file.FileName);
            await using var stream = file.OpenReadStream();
            hash.AppendData(await SHA256.HashDataAsync(stream, http.RequestAborted));
        }
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
