using System.Globalization;
using System.Xml;
using HonourWall.Site;

namespace HonourWall.Generator.Planning;

public sealed partial class SitePlanner
{
    private const int AddressesPerSitemap = 50_000;
    private const int EntriesInFeed = 50;

    /// <summary>What machines read: sitemap, robots.txt, feed.</summary>
    private void PlanMachineFiles()
    {
        var pages = _files.OfType<PlannedPage>().Where(p => !p.NoIndex).Select(p => PlannedFile.AddressOf(p.Path))
            .Concat(_kept.GetAwaiter().GetResult().People.Select(Addresses.Of)).Select(address => _roll.Site.BaseUrl.AbsoluteUri + address[1..]).Order(StringComparer.Ordinal).ToList();
        var parts = pages.Chunk(AddressesPerSitemap).ToList();
        if (parts.Count == 1) AddXml("sitemap.xml", xml => Sitemap(xml, parts[0]), () => [parts[0]]);
        else
        {
            foreach (var (i, part) in parts.Index()) AddXml(PartName(i), xml => Sitemap(xml, part), () => [part]);
            AddXml("sitemap.xml", xml =>
            {
                xml.WriteStartElement("sitemapindex", SitemapNamespace);
                foreach (var (i, _) in parts.Index())
                {
                    xml.WriteStartElement("sitemap", SitemapNamespace);
                    xml.WriteElementString("loc", SitemapNamespace, new Uri(_roll.Site.BaseUrl, PartName(i)).AbsoluteUri);
                    xml.WriteEndElement();
                }
                xml.WriteEndElement();
            });
        }
        AddText("robots.txt", writer => writer.Write($"User-agent: *\nAllow: /\nSitemap: {new Uri(_roll.Site.BaseUrl, "sitemap.xml")}\n"));
        AddXml(Addresses.Feed[1..], Feed);

        static string PartName(int i) => string.Create(CultureInfo.InvariantCulture, $"sitemap-{i + 1}.xml");
    }

    private const string SitemapNamespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private const string Atom = "http://www.w3.org/2005/Atom";

    private static void Sitemap(XmlWriter xml, string[] pages)
    {
        xml.WriteStartElement("urlset", SitemapNamespace);
        foreach (var page in pages)
        {
            xml.WriteStartElement("url", SitemapNamespace);
            xml.WriteElementString("loc", SitemapNamespace, page);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    /// <summary>Stories, batches with a date and open notices, newest first. Dates come from the content, never from the clock.</summary>
    private void Feed(XmlWriter xml)
    {
        var entries = _roll.Stories.Where(s => s.Date is not null).Select(s => (Date: s.Date!.Value, s.Title, Address: Addresses.Of(s.Id), Summary: s.Deck))
            .Concat(_roll.Batches.Where(b => b.Date is not null && IsPublic(b)).Select(b => (b.Date!.Value, b.Name, Addresses.Of(b.Id), (string?)$"本站收录 {_index.OfBatch(b).Length} 条。")))
            .Concat(_roll.Notices.Where(n => n.From is not null).Select(n => (DateOnly.FromDateTime(n.From!.Value), n.Title, Addresses.Of(n.Id), (string?)null)))
            .OrderByDescending(e => e.Item1).ThenBy(e => e.Item3, StringComparer.Ordinal).Take(EntriesInFeed).ToList();
        xml.WriteStartElement("feed", Atom);
        xml.WriteElementString("title", Atom, _roll.Site.Title);
        xml.WriteElementString("id", Atom, _roll.Site.BaseUrl.AbsoluteUri);
        xml.WriteElementString("updated", Atom, Instant(entries.Count == 0 ? new DateOnly(1970, 1, 1) : entries[0].Item1));
        Link(xml, _roll.Site.BaseUrl, "alternate");
        Link(xml, new Uri(_roll.Site.BaseUrl, Addresses.Feed[1..]), "self");
        xml.WriteStartElement("author", Atom);
        xml.WriteElementString("name", Atom, _roll.Site.Publisher.Name ?? _roll.Site.Title);
        xml.WriteEndElement();
        foreach (var (date, title, address, summary) in entries)
        {
            var uri = new Uri(_roll.Site.BaseUrl, address[1..]);
            xml.WriteStartElement("entry", Atom);
            xml.WriteElementString("title", Atom, title);
            xml.WriteElementString("id", Atom, uri.AbsoluteUri);
            xml.WriteElementString("updated", Atom, Instant(date));
            Link(xml, uri, "alternate");
            if (summary is not null) xml.WriteElementString("summary", Atom, summary);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();

        static string Instant(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00+08:00";
    }

    private static void Link(XmlWriter xml, Uri uri, string relation)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", uri.AbsoluteUri);
        xml.WriteEndElement();
    }

    private void AddXml(string path, Action<XmlWriter> write, Func<object?[]>? from = null) => AddText(path, writer =>
    {
        using var xml = XmlWriter.Create(writer, new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = writer.Encoding });
        write(xml);
    }, from: from);
}
