// An author of a feed.
namespace System.ServiceModel.Syndication;

/// <summary>The package takes the e-mail address first; so does this.</summary>
public sealed class SyndicationPerson(string? email, string? name, string? uri)
{
    public string? Email { get; set; } = email;

    public string? Name { get; set; } = name;

    public string? Uri { get; set; } = uri;
}
