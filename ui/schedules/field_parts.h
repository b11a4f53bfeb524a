#pragma once

#include <QComboBox>
#include <QDateEdit>
#include <QLatin1String>
#include <QSpinBox>
#include <QTimeEdit>

#include <algorithm>

namespace slipway {

// Small helpers for the controls of Properties.

inline constexpr int labelColumn = 132;

template <class Control>
Control *named(Control *control, const char *objectName)
{
    control->setObjectName(QLatin1String(objectName));
    return control;
}

inline QSpinBox *spinBox(const char *objectName, int lowest, int highest, const QString &suffix, QWidget *parent)
{
    auto *box = named(new QSpinBox(parent), objectName);
    box->setRange(lowest, highest);
    box->setSuffix(suffix);
    return box;
}

inline QTimeEdit *timeEdit(const char *objectName, QWidget *parent)
{
    auto *edit = named(new QTimeEdit(parent), objectName);
    edit->setDisplayFormat(QStringLiteral("HH:mm"));
    return edit;
}

inline QDateEdit *dateEdit(const char *objectName, QWidget *parent)
{
    auto *edit = named(new QDateEdit(parent), objectName);
    edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    edit->setMinimumDate(QDate(1970, 1, 1));
    edit->setMaximumDate(QDate(9999, 12, 31));
    edit->setCalendarPopup(true);
    return edit;
}

// A value that is not among the choices gets one of its own, so that it is not lost by touching another field.
inline void select(QComboBox *box, const QVariant &value, const QString &words = {})
{
    if (box->findData(value) < 0)
        box->addItem(words.isEmpty() ? value.toString() : words, value);
    box->setCurrentIndex(box->findData(value));
}

} // namespace slipway
