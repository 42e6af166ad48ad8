using System.Collections.Immutable;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Rules;
using HonourWall.Admin.Web;

namespace HonourWall.Admin.Applications;

/// <summary>The list of applications.</summary>
/// <param name="Benefits">Code and title, for the filter.</param>
public sealed record ApplicationsPageModel(
    ApplicationFilter Filter, ImmutableArray<Application> Rows, ImmutableArray<(string Id, string Title)> Benefits, ImmutableArray<Organisation> Organisations, Paging Paging);

/// <summary>Which benefit to apply for.</summary>
public sealed record ChooseBenefitPageModel(Person Person, ImmutableArray<RulePack> Benefits);

/// <summary>The form with the facts.</summary>
/// <param name="Application">Null for a new one.</param>
public sealed record ApplicationFormPageModel(Person Person, RulePack Pack, Application? Application, ApplicationForm Form, bool DropsPayee, FieldErrors Errors)
{
    public ImmutableArray<FactInput> Inputs => FactInput.Of(Pack);
}

/// <summary>One application.</summary>
/// <param name="Person">Null when the person has left the subtree.</param>
/// <param name="Release">The number of the rules' release.</param>
/// <param name="Others">Of the same person; one more than <see cref="OthersShown"/> when there are more.</param>
/// <param name="Moves">What this account may do now.</param>
/// <param name="SameHelp">Earlier grants of the same kind, for whoever has to say that this is another occasion.</param>
/// <param name="Hand">The position that this account has in it.</param>
/// <param name="Opened">What was sealed, after a reveal.</param>
/// <param name="Words">What was typed beside a move that was refused; null when none was.</param>
public sealed record ApplicationPageModel(
    Application Application,
    Person? Person,
    string Organisation,
    int? Release,
    StoredAssessment Assessment,
    ImmutableArray<DocumentRow> Documents,
    ImmutableArray<ApplicationEvent> Events,
    Paging History,
    ImmutableArray<(string Name, string Position)> Hands,
    ImmutableArray<Application> Others,
    ImmutableArray<LegalMove> Moves,
    ImmutableArray<EarlierHelp> SameHelp,
    ApplicationPosition? Hand,
    OpenedApplication? Opened,
    string PayeeMask,
    string? Words,
    string? Refused,
    bool? SameAgain)
{
    public const int OthersShown = 20;
}

/// <summary>Help of the same kind that was granted before.</summary>
/// <param name="Occasion">Which illness, fire, accident it was for; only after a reveal.</param>
public sealed record EarlierHelp(DateOnly? GrantedOn, Money? Amount, string? Occasion);

/// <summary>A document in the list, without its content; its name only after a reveal.</summary>
public sealed record DocumentRow(Guid Id, DocumentKind Kind, DocumentFormat Format, long Size, DateTimeOffset AddedAt, bool IsRemoved, string? Name);

/// <summary>What of an application is sealed, opened for a while.</summary>
/// <param name="Words">By the event's id.</param>
public sealed record OpenedApplication(ImmutableArray<(string Name, string Value)> Facts, string Earlier, string PayeeName, string PayeeIdNumber, string PayeeAccount, ImmutableDictionary<Guid, string> Words);

/// <summary>The decision as a letter (救助决定书).</summary>
public sealed record LetterPageModel(Application Application, string Organisation, string? Unit, ImmutableArray<string> Bases, int? Release, string Reason);

/// <summary>The form before an export.</summary>
public sealed record ApplicationExportPageModel(ApplicationFilter Filter, int Count, string Reason, string? Wrong);
