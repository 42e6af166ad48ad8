using System.Text.Encodings.Web;
using System.Text.Unicode;
using System.Threading.RateLimiting;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Applications;
using HonourWall.Admin.Audit;
using HonourWall.Admin.Budgets;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Disbursements.Banking;
using HonourWall.Admin.LogServer;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Registry.Export;
using HonourWall.Admin.Registry.Import;
using HonourWall.Admin.Rules.Releases;
using HonourWall.Admin.Statistics;
using HonourWall.Admin.Tables;
using HonourWall.Admin.Uploads;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;

namespace HonourWall.Admin.Web;

/// <summary>The web application: services, the gates that each request passes, and the endpoints of each feature.</summary>
public static class AdminApp
{
    /// <summary>The largest upload.</summary>
    public const long MaximumBody = 12 * 1024 * 1024;

    public static WebApplication Build(AdminOptions options, Action<WebApplicationBuilder> host)
    {
        // Its own folder, not the shell's: no appsettings.json lying around there has a say.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        AddServices(builder.Services, options);
        builder.Logging.ClearProviders().AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z '";
            console.UseUtcTimestamp = true;
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        // EF Core logs the whole exception of a failed statement, with what the database says about values; the error gate logs where it happened.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);
        // Its keys make form tokens only, and lie in a folder that nobody else may enter.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        if (options.LogServer is { } server)
        {
            var lines = new LogLines(options.Clock);
            builder.Logging.AddProvider(lines);
            builder.Services.AddSingleton(lines).AddSingleton(server).AddHostedService<LogShipping>();
        }
        host(builder);
        var app = builder.Build();
        UseGates(app);
        MapEndpoints(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, AdminOptions options)
    {
        services.AddSingleton(options).AddSingleton(options.Clock).AddSingleton(options.Ring).AddSingleton(options.Database).AddSingleton(options.Policy).AddSingleton(options.Folder);
        services.AddSingleton<AuditChain>().AddSingleton<AdminDbFactory>().AddSingleton<AssetFiles>().AddSingleton<ClickGate>().AddSingleton<Sessions>().AddSingleton<SignIn>().AddSingleton<AccountDesk>();
        services.AddSingleton<PersonDesk>().AddSingleton<Reveals>().AddSingleton<ListExport>();
        services.AddSingleton<RuleReleases>().AddSingleton<ReleaseEffect>().AddSingleton<CycleEffect>().AddHostedService<RuleSeed>();
        services.AddSingleton<EarlierGrants>().AddSingleton<ApplicationDesk>().AddSingleton<DocumentDesk>().AddSingleton<ApplicationView>();
        services.AddSingleton(new Vault(options.Ring));
        services.AddDisbursements();
        if (options.VirusScanner is { } scanner) services.AddSingleton(new VirusScanner(scanner));
        services.AddSingleton(new Passwords(options.PasswordIterations));
        services.AddSingleton(new AuditAnchor(options.Folder.Anchors, options.Ring, options.Clock));
        services.AddHostedService<DailyAnchor>();
        // Who is signed in decides what the database shows; before that, every query throws.
        services.AddHttpContextAccessor();
        services.AddScoped(provider => (provider.GetRequiredService<IHttpContextAccessor>().HttpContext?.User.Identity as SessionIdentity)?.SignedIn.Actor ?? Actor.Nobody);
        services.AddScoped(provider => provider.GetRequiredService<AdminDbFactory>().Open(provider.GetRequiredService<Actor>()));

        services.AddRazorComponents();
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddDataProtection().SetApplicationName("honourwall-admin").PersistKeysToFileSystem(new(options.Folder.WebKeys));
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.FormFieldName = "_form";
            // The token stands in our forms; a header of that name is not looked at.
            antiforgery.HeaderName = null;
        });
        services.AddOptions<Microsoft.AspNetCore.Antiforgery.AntiforgeryOptions>().Configure<IHttpContextAccessor>((antiforgery, requests) =>
            antiforgery.Cookie = new FormCookie(requests) { HttpOnly = true, SameSite = SameSiteMode.Strict, SecurePolicy = CookieSecurePolicy.SameAsRequest, Path = "/", IsEssential = true });
        services.AddAuthentication(SessionAuthentication.Scheme).AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionAuthentication.Scheme, null);
        services.AddAuthorization(Policies.AddTo);
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, Refusals>();
        services.Configure<HostFilteringOptions>(filter => filter.AllowedHosts = [.. options.Hosts]);
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.KnownIPNetworks.Clear();
            forwarded.KnownProxies.Clear();
            foreach (var proxy in options.Proxies) forwarded.KnownProxies.Add(proxy);
        });
        // Uploads stay in memory: nothing sensitive reaches the system's temporary folder.
        services.Configure<FormOptions>(form =>
        {
            form.MemoryBufferThreshold = (int)MaximumBody;
            form.BufferBodyLengthLimit = MaximumBody;
            form.MultipartBodyLengthLimit = MaximumBody;
            form.ValueCountLimit = 500;
        });
        services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.OnRejected = (rejected, _) => RequestGates.TooManyAsync(rejected.HttpContext);
            limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                RateLimitPartition.GetFixedWindowLimiter(SessionCookie.Read(context) ?? Address(context), _ => new() { PermitLimit = options.RequestsPerMinute, Window = TimeSpan.FromMinutes(1) }));
            limits.AddPolicy(SignInLimit, context => RateLimitPartition.GetFixedWindowLimiter(Address(context), _ => new() { PermitLimit = options.SignInsPerMinute, Window = TimeSpan.FromMinutes(1) }));
        });
    }

    /// <summary>The rate limit of endpoints that check a password or a code.</summary>
    public const string SignInLimit = "sign-in";

    private static void UseGates(WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseErrorGate();
        // Twice: the machine that is connected, be it a proxy, and the browser for whom the proxy speaks.
        app.UseTlsGate();
        app.UseForwardedHeaders();
        app.UseHostFiltering();
        app.UseTlsGate();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseRefusalRecord();
        app.UseAntiforgeryGate();
        app.UseRepetitionGate();
        app.UseAuthorization();
        app.UseUploadGate();
        app.Use((http, next) => http.RequestServices.GetRequiredService<ClickGate>().PassAsync(http, next));
    }

    private static void MapEndpoints(WebApplication app)
    {
        app.Services.GetRequiredService<AssetFiles>().Map(app);
        HealthEndpoint.Map(app);
        HomeEndpoint.Map(app);
        SessionEndpoint.Map(app);
        SignInEndpoints.Map(app);
        OwnAccountEndpoints.Map(app);
        AccountsEndpoints.Map(app);
        OrganisationsEndpoints.Map(app);
        AuditEndpoints.Map(app);
        PersonsEndpoints.Map(app);
        PersonExportEndpoints.Map(app);
        ImportEndpoints.Map(app);
        ApplicationsEndpoints.Map(app);
        RulesEndpoints.Map(app);
        CyclesEndpoints.Map(app);
        DisbursementsEndpoints.Map(app);
        DisbursementEndpoints.Map(app);
        BankFileEndpoints.Map(app);
        BudgetEndpoints.Map(app);
        StatisticsEndpoints.Map(app);
        app.MapFallback(() => Page.NotFound()).AllowAnonymous();
    }

    private static string Address(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "-";
}
