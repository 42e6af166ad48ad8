using HonourWall.Site.Pages;

namespace HonourWall.Generator.Planning;

public sealed partial class SitePlanner
{
    private const int Gone = 410;

    /// <summary>Former addresses: those of redirects.csv, and the aliases of pages.</summary>
    private void PlanRedirects()
    {
        foreach (var redirect in _roll.Redirects)
        {
            if (redirect.Status == Gone)
            {
                _moved[Folder(redirect.From)] = null;
                AddPage<WithdrawnPage, WithdrawnPageModel>(Frame(Folder(redirect.From), "此页已撤下", noIndex: true), () => new WithdrawnPageModel(), redirect.Place);
            }
            else if (redirect.To is { } to) AddMoved(redirect.From, to, redirect.Place);
        }
        foreach (var recipient in _roll.Honourees.Cast<Recipient>().Concat(_roll.Collectives))
        {
            foreach (var alias in recipient.Aliases) AddMoved(alias, Site.Addresses.Of(recipient), recipient.Place);
        }
        foreach (var studio in _roll.Studios)
        {
            foreach (var alias in studio.Aliases) AddMoved(alias, Site.Addresses.Of(studio.Id), studio.Place);
        }
        foreach (var story in _roll.Stories)
        {
            foreach (var alias in story.Aliases) AddMoved(alias, Site.Addresses.Of(story.Id), story.Place);
        }
    }

    private void AddMoved(string from, string to, ContentPlace place)
    {
        var target = to.StartsWith('/') ? Folder(to) : to;
        if (target[0] == '/' && !_addresses.Contains(target.Split('#')[0])) _diagnostics.Add("HW302", place, from, to);
        else
        {
            _moved[Folder(from)] = target;
            AddPage<MovedPage, MovedPageModel>(Frame(Folder(from), "这一页换了地址", noIndex: true), () => new MovedPageModel(target), place);
        }
    }

    /// <summary>People leave out the last slash: a path without an ending is a folder.</summary>
    private static string Folder(string address) => address[^1] == '/' || address.Contains('#', StringComparison.Ordinal) || Path.HasExtension(address) ? address : address + "/";
}
