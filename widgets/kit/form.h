#pragma once

#include "models/domain/outcome.h"

#include <QHash>
#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace slipway {

class FormLine;

// Fields one below the other: label, control, then a line that gives the rule as a hint or, in the failure colour, what
// is wrong. `field` is the name an Error carries, so that an answer of the engine lands where it was made.
class Form : public QWidget
{
    Q_OBJECT

public:
    explicit Form(QWidget *parent = nullptr);

    // From here on labels stand to the left of their controls, in a column of that width; 0: above them.
    void setLabelColumn(int width) { m_labelColumn = width; }
    // The control gets the label as accessible name unless it has one.
    void addField(const QString &field, const QString &label, QWidget *control, const QString &hint = {},
                  bool required = false);
    void addSection(const QString &title);
    void addWidget(QWidget *widget);
    bool hasField(const QString &field) const { return m_fields.contains(field); }
    void setFieldVisible(const QString &field, bool visible);

    // An empty text clears it.
    void setError(const QString &field, const QString &text);
    void setHint(const QString &field, const QString &hint);
    QString error(const QString &field) const;
    bool hasErrors() const;
    void clearErrors();
    // Shows the error at its field and moves the focus there; false where no field of ours is at fault.
    bool showError(const Error &error);

private:
    struct Field
    {
        QWidget *frame = nullptr;
        QWidget *control = nullptr;
        FormLine *line = nullptr;
        QString hint;
        QString error;
    };
    void updateLine(const Field &field);
    void place(QWidget *frame, QLabel *title, QWidget *control, QWidget *line) const;

    QVBoxLayout *m_layout;
    int m_labelColumn = 0;
    QHash<QString, Field> m_fields;
};

} // namespace slipway
