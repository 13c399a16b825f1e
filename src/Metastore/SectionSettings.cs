using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Metastore;

/// <summary>The settings of one section, for those who list them all.</summary>
internal sealed class SectionSettings(string section, Type options)
{
    /// <summary>Each setting with its full name and the value in force.</summary>
    public IEnumerable<Setting> Values(IServiceProvider services)
    {
        var wrapper = services.GetRequiredService(typeof(IOptions<>).MakeGenericType(options));
        return Values(wrapper.GetType().GetProperty(nameof(IOptions<object>.Value))!.GetValue(wrapper)!);
    }

    /// <summary>Each setting with its full name and its default.</summary>
    public IEnumerable<Setting> Defaults() => Values(Activator.CreateInstance(options)!);

    private IEnumerable<Setting> Values(object values) =>
        from property in options.GetProperties()
        where property.CanWrite || property.PropertyType.IsAssignableTo(typeof(IEnumerable))
        select new Setting($"{section}:{property.Name}", Text(property.GetValue(values)), property.GetCustomAttribute<DataTypeAttribute>() is { DataType: DataType.Password });

    private static string Text(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        IEnumerable<string> list => string.Join(", ", list),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
