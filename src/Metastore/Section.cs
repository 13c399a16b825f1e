using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Metastore;

/// <summary>A section of the settings and the options that hold it. What is wrong in it is told with the setting's full name, as an operator writes it.</summary>
internal static class Section
{
    // Attributes are shared by all hosts of a process, and RangeAttribute's first use is not made for two at once.
    private static readonly Lock Attributes = new();

    /// <summary>Ends the name of a setting whose value is the path of a file that holds it.</summary>
    public const string InFile = "_FILE";

    /// <summary>Binds a section, and checks it when the host starts: each value against its attributes, each name against the options' properties.</summary>
    public static OptionsBuilder<T> AddSection<T>(this IServiceCollection services, string name)
        where T : class
    {
        services.AddSingleton<IValidateOptions<T>>(provider => new Check<T>(name, provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(new SectionSettings(name, typeof(T)));
        return services.AddOptions<T>().BindConfiguration(name).ValidateOnStart();
    }

    private sealed class Check<T>(string section, IConfiguration settings) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options)
        {
            var wrong = WrongValues(options).Concat(UnknownNames()).ToList();
            return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
        }

        private IEnumerable<string> WrongValues(T options)
        {
            var results = new List<ValidationResult>();
            lock (Attributes)
            {
                Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
            }

            return from result in results
                   from member in result.MemberNames
                   select $"{section}:{member} = {typeof(T).GetProperty(member)?.GetValue(options)}: {result.ErrorMessage}";
        }

        // A name with a typing error would otherwise change nothing and be found out by a client.
        private IEnumerable<string> UnknownNames()
        {
            var known = typeof(T).GetProperties().Select(property => property.Name).ToList();
            return from setting in settings.GetSection(section).GetChildren()
                   where !known.Contains(setting.Key, StringComparer.OrdinalIgnoreCase) && !setting.Key.EndsWith(InFile, StringComparison.Ordinal)
                   select $"{section}:{setting.Key} is not a setting; those of {section} are {string.Join(", ", known)}";
        }
    }
}
