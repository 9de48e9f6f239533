// Configuration section Operator.
using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace FeedService.Publish.Operator;

/// <summary>Who may see the operator's page.</summary>
internal sealed record OperatorOptions
{
    /// <summary>Opens /operator to whoever knows it, from anywhere; empty: it is open on this machine only.</summary>
    [RegularExpression(@"[\x21-\x7e]{16,200}", ErrorMessage = "Operator:Token must be 16 to 200 visible ASCII characters, or empty")]
    public string? Token { get; set; }

    /// <summary>A file that holds the token, as systemd's and Kubernetes' secrets are handed over.</summary>
    public string? TokenFile { get; init; }

    /// <exception cref="OptionsValidationException">The file cannot be read, or is empty: that must not open the page.</exception>
    public void ReadTokenFile()
    {
        if (string.IsNullOrEmpty(TokenFile))
            return;
        try
        {
            Token = File.ReadAllText(TokenFile).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Fault($"cannot be read: {e.Message}");
        }
        if (Token.Length == 0)
            throw Fault("is empty");
    }

    private OptionsValidationException Fault(string fault) => new("Operator", typeof(OperatorOptions), [$"Operator:TokenFile {TokenFile} {fault}"]);
}
