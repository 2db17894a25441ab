// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { proseLanguage, proseLanguages, proseOf } from './prose-language.ts';

describe('proseLanguage', () => {
  it.each([
    ['en', 'This is the first lesson of the course, and you will learn how to plot the data that we have.'],
    [
      'es',
      'En esta lección vamos a aprender cómo se pueden analizar los datos de los glaciares del mundo con una serie.'
    ],
    [
      'fr',
      'Dans cette leçon nous allons voir comment les données des glaciers sont traitées par une méthode que vous connaissez.'
    ],
    [
      'de',
      'In dieser Lektion lernen wir, wie man die Daten der Gletscher mit einer Methode auswertet, die auch für andere nicht neu ist.'
    ],
    [
      'pt',
      'Nesta aula vamos aprender como os dados das geleiras não são simples e como se faz uma análise com uma série.'
    ],
    [
      'it',
      'In questa lezione vediamo come i dati dei ghiacciai sono trattati con una serie che non è più quella di prima della analisi.'
    ],
    ['he', 'בשיעור הזה נלמד כיצד לנתח את נתוני הקרחונים בעולם ונראה את המגמה לאורך השנים'],
    ['ar', 'في هذا الدرس سوف نتعلم كيف نحلل بيانات الأنهار الجليدية في العالم ونرى الاتجاه'],
    ['ru', 'На этом уроке мы узнаем, как анализировать данные о ледниках мира и увидим тренд'],
    ['zh', '在本课中，我们将学习如何分析世界冰川的数据'],
    ['ja', 'このレッスンでは、世界の氷河のデータを分析する方法を学びます']
  ])('knows %s', (language, text) => {
    expect(proseLanguage(text)).toBe(language);
  });

  it.each([
    'x = 1',
    'numpy xarray scipy dask zarr cartopy rasterio pandas seaborn bokeh vega altair plotly',
    '',
    'На цьому уроці ми дізнаємося, як аналізувати дані про льодовики світу і побачимо її'
  ])('is unsure about %j', text => {
    expect(proseLanguage(text)).toBeNull();
  });
});

describe('proseLanguages', () => {
  it('lists the main language first and leaves out what is hardly there', () => {
    const english = 'This is the text that we have in the course, and it is the main part of all that you will read. ';
    const german =
      'Das ist der Text, den wir auch auf Deutsch haben, und er ist nicht so lang wie der andere, der in ihm ist. ';

    expect(proseLanguages([english.repeat(3), german.repeat(2)].map(proseOf))).toEqual(['en', 'de']);
    expect(proseLanguages([english.repeat(30), german].map(proseOf))).toEqual(['en']);
  });
});
