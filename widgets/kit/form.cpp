#include "widgets/kit/form.h"

#include "widgets/kit/buttons.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace slipway {

// The line under a field: a hint, or what is wrong.
class FormLine : public QLabel
{
public:
    explicit FormLine(QWidget *parent) : QLabel(parent)
    {
        setFont(textFont(TextSize::Caption));
        setTextFormat(Qt::PlainText);
        setWordWrap(true);
    }
    void setInvalid(bool invalid)
    {
        m_invalid = invalid;
        dress();
    }

protected:
    void changeEvent(QEvent *event) override
    {
        QLabel::changeEvent(event);
        if (event->type() == QEvent::PaletteChange && !m_dressing)
            dress();
    }

private:
    void dress()
    {
        m_dressing = true;
        const Theme theme = Theme::current();
        QPalette colours;
        colours.setColor(QPalette::WindowText,
                         m_invalid ? theme.state(StateKind::Failure) : theme.colour(Token::TextMuted));
        setPalette(colours);
        m_dressing = false;
    }

    bool m_invalid = false;
    bool m_dressing = false;
};

Form::Form(QWidget *parent) : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(spacing::m);
}

void Form::addField(const QString &field, const QString &label, QWidget *control, const QString &hint, bool required)
{
    auto *frame = new QWidget(this);
    auto *title = new QLabel(required ? label + QStringLiteral(" *") : label, frame);
    title->setBuddy(control);
    auto *line = new FormLine(frame);
    line->setObjectName(field + QStringLiteral("Message"));
    place(frame, title, control, line);
    // A label's name would hide its text from assistive technology.
    if (control->accessibleName().isEmpty() && !qobject_cast<QLabel *>(control))
        control->setAccessibleName(label);
    m_layout->addWidget(frame);
    m_fields.insert(field, {frame, control, line, hint, {}});
    updateLine(m_fields.value(field));
}

void Form::place(QWidget *frame, QLabel *title, QWidget *control, QWidget *line) const
{
    auto *grid = new QGridLayout(frame);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(spacing::xs);
    grid->setHorizontalSpacing(spacing::m);
    QFont font = textFont(TextSize::Body);
    if (m_labelColumn == 0) {
        font.setWeight(QFont::Medium);
        grid->addWidget(title, 0, 0);
        grid->addWidget(control, 1, 0);
        grid->addWidget(line, 2, 0);
    } else {
        title->setFixedWidth(m_labelColumn);
        title->setMinimumHeight(metric::control);
        title->setWordWrap(true);
        grid->addWidget(title, 0, 0, Qt::AlignTop);
        grid->addWidget(control, 0, 1);
        grid->addWidget(line, 1, 1);
        grid->setColumnStretch(1, 1);
    }
    title->setFont(font);
}

void Form::addSection(const QString &title)
{
    m_layout->addSpacing(spacing::xs);
    m_layout->addWidget(textLabel(title, TextSize::Section, this));
}

void Form::addWidget(QWidget *widget)
{
    m_layout->addWidget(widget);
}

void Form::setFieldVisible(const QString &field, bool visible)
{
    if (QWidget *frame = m_fields.value(field).frame)
        frame->setVisible(visible);
}

void Form::setError(const QString &field, const QString &text)
{
    const auto found = m_fields.find(field);
    if (found == m_fields.end() || found->error == text)
        return;
    found->error = text;
    updateLine(*found);
}

void Form::setHint(const QString &field, const QString &hint)
{
    const auto found = m_fields.find(field);
    if (found == m_fields.end() || found->hint == hint)
        return;
    found->hint = hint;
    updateLine(*found);
}

QString Form::error(const QString &field) const
{
    return m_fields.value(field).error;
}

bool Form::hasErrors() const
{
    return std::any_of(m_fields.begin(), m_fields.end(), [](const Field &field) { return !field.error.isEmpty(); });
}

void Form::clearErrors()
{
    for (Field &field : m_fields) {
        field.error.clear();
        updateLine(field);
    }
}

bool Form::showError(const Error &error)
{
    const auto found = m_fields.find(error.field);
    if (error.field.isEmpty() || found == m_fields.end())
        return false;
    found->error = error.message;
    updateLine(*found);
    found->control->setFocus();
    return true;
}

void Form::updateLine(const Field &field)
{
    const bool wrong = !field.error.isEmpty();
    field.line->setText(wrong ? field.error : field.hint);
    field.line->setVisible(!field.line->text().isEmpty());
    field.line->setInvalid(wrong);
    field.control->setAccessibleDescription(field.line->text());
    // Of a control made of several, the one that takes the focus is marked.
    for (QWidget *part = field.control; part; part = part->focusProxy()) {
        part->setProperty("slipwayInvalid", wrong);
        part->update();
    }
}

} // namespace slipway
